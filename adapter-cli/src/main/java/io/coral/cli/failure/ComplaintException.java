package io.coral.cli.failure;

import static java.util.Objects.requireNonNull;

/** Ends the reading of arguments at the first that is wrong. Never leaves the command line. */
public final class ComplaintException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Complaint complaint;

  public ComplaintException(Complaint complaint) {
    super(complaint.message());
    this.complaint = requireNonNull(complaint, "complaint is null");
  }

  public Complaint complaint() {
    return complaint;
  }
}

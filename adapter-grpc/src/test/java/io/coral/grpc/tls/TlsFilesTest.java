package io.coral.grpc.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure.BadArgument;
import io.coral.ports.PemIdentity;
import io.coral.ports.ServerTls;
import io.coral.ports.certificates.CertificateAuthority;
import io.coral.ports.certificates.CertificateAuthority.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not as they should be, each named and none repeated. */
class TlsFilesTest {
  @TempDir private Path folder;
  private CertificateAuthority authority;
  private Signed signed;

  @BeforeEach
  void sign() {
    authority = new CertificateAuthority("ours", folder);
    signed = authority.sign("colony");
  }

  private String problem(Path certificate, Path key, Optional<Path> authorities) {
    var opened =
        ServerSide.open(new ServerTls(new PemIdentity(certificate, key), authorities)).getLeft();
    assertThat(opened).isInstanceOf(BadArgument.class);
    return opened.message();
  }

  private Path file(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void open_goodFiles_isRight() {
    assertThat(
            ServerSide.open(
                    new ServerTls(
                        new PemIdentity(signed.certificate(), signed.key()),
                        Optional.of(authority.certificate())))
                .isRight())
        .isTrue();
  }

  @Test
  void open_fileThatIsNotThere_isNamed() {
    Path none = folder.resolve("none");

    assertThat(problem(none, signed.key(), Optional.empty())).contains(none + " does not exist");
    assertThat(problem(signed.certificate(), none, Optional.empty()))
        .contains(none + " does not exist");
    assertThat(problem(signed.certificate(), signed.key(), Optional.of(none)))
        .contains(none + " does not exist");
  }

  @Test
  void open_keyOfAnotherCertificate_isRefused() {
    assertThat(problem(signed.certificate(), authority.sign("other").key(), Optional.empty()))
        .contains("is not the key of");
  }

  @Test
  void open_keyThatEverybodyMayRead_isRefused() throws IOException {
    Files.setPosixFilePermissions(signed.key(), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(problem(signed.certificate(), signed.key(), Optional.empty()))
        .contains("everybody on this machine may read");
  }

  @Test
  void open_keyInAnotherForm_saysHowToChangeIt() throws IOException {
    Path old = file("-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----\n");

    assertThat(problem(signed.certificate(), old, Optional.empty()))
        .contains("openssl pkcs8 -topk8")
        .doesNotContain("c2VjcmV0");
  }

  @Test
  void open_damagedKey_isRefusedAndNotRepeated() throws IOException {
    Path damaged = file("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");

    assertThat(problem(signed.certificate(), damaged, Optional.empty()))
        .contains("holds a damaged key")
        .doesNotContain("c2VjcmV0");
  }

  @Test
  void open_textsThatAreNoPem_areRefused() throws IOException {
    Path text = file("hello");

    assertThat(problem(text, signed.key(), Optional.empty())).contains("holds no certificate");
    assertThat(problem(signed.certificate(), text, Optional.empty()))
        .contains("holds no private key");
  }
}

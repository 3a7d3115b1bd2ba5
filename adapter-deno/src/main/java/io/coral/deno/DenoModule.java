package io.coral.deno;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import io.coral.ports.ScriptRuntime;

/** Runs scripts in the embedded Deno, which is where it is told. */
public final class DenoModule extends AbstractModule {
  private final DenoInstallation installation;

  /**
   * @param installation where Deno and the SDK are
   */
  public DenoModule(DenoInstallation installation) {
    this.installation = installation;
  }

  @Override
  protected void configure() {
    bind(DenoInstallation.class).toInstance(installation);
    bind(ScriptRuntime.class).to(DenoRuntime.class).in(Scopes.SINGLETON);
  }
}

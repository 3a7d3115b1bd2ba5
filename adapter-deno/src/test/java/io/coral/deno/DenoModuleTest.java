package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.coral.ports.ScriptRuntime;
import org.junit.jupiter.api.Test;

class DenoModuleTest {
  @Test
  void configure_withAnInstallation_bindsOneRuntimeOfThisAdapter() {
    var injector = Guice.createInjector(new DenoModule(TestInstallation.find()));

    var runtime = injector.getInstance(ScriptRuntime.class);

    assertThat(runtime).isInstanceOf(DenoRuntime.class);
    assertThat(injector.getInstance(ScriptRuntime.class)).isSameAs(runtime);
  }
}

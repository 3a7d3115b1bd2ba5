package io.coral.cli.wiring;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Of a colony that others ask. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@interface Served {}

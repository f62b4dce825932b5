/** The console over HTTP: its interface, its live events and its pages. */
@NullMarked
package io.vedette.console.web;

import org.jspecify.annotations.NullMarked;

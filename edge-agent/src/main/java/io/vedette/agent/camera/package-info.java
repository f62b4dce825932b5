/** Keeps sources alive: opens, paces, watches and reopens them, and says how each camera does. */
@NullMarked
package io.vedette.agent.camera;

import org.jspecify.annotations.NullMarked;

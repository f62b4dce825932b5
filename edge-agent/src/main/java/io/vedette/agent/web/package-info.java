/** The device's HTTP interface: classify a picture, latest predictions, model, health, metrics. */
@NullMarked
package io.vedette.agent.web;

import org.jspecify.annotations.NullMarked;

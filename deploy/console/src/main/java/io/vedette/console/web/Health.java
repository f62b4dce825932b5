package io.vedette.console.web;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Whether the console does its work.
 *
 * @param status up if all else is well
 */
@Schema(description = "Whether the console does its work")
public record Health(State status, Broker broker, State store) {

    /** Whether something works. */
    public enum State {
        UP,
        DOWN
    }

    /** The broker and the connection to it. */
    public record Broker(String address, State state) {}

    static Health of(StatusSource source) {
        State broker = source.isBrokerConnected() ? State.UP : State.DOWN;
        State store = source.isStoring() ? State.UP : State.DOWN;
        State all = broker == State.UP && store == State.UP ? State.UP : State.DOWN;
        return new Health(all, new Broker(source.brokerAddress(), broker), store);
    }
}

package io.vedette.agent.messaging;

/** Whose word lets a record leave the outbox. */
public enum Acknowledger {
    /** The console: it has stored the record. */
    CONSOLE,
    /** The broker: it has the record, for where no console acknowledges. */
    BROKER
}

package io.vedette.agent.update;

/** The kinds of event that the {@link TransitionTable} knows. */
enum Trigger {
    /** Another release than the one at work is desired. */
    DESIRED,
    /** The release at work is the desired one. */
    SATISFIED,
    /** The target may be installed. */
    ACCEPTED,
    /** The target's file is there, whole. */
    FETCHED,
    /** The target's file is not whole any more. */
    LOST,
    /** Every check of the file was passed. */
    VERIFIED,
    /** The trial begins. */
    BEGUN,
    /** The trial was passed. */
    PASSED,
    /** The target is at work. */
    SWITCHED,
    /** The target did well on probation. */
    PROVEN,
    /** The target is refused before it took over. */
    REFUSED,
    /** The target must go, though it was at work. */
    FAILED,
    /** The release before is at work again. */
    RETURNED,
    /** The agent starts. */
    RESTARTED,
    /** The agent has run as long as a probation takes. */
    STAYED_UP,
    /** The agent stops because it was told to. */
    STOPPED,
    /** The active slot cannot be used, and another one is at work. */
    FELL_BACK,
    /** Someone set the device up with another bundle. */
    SET_UP
}

package io.vedette.agent.pipeline;

/** What one decision stands for. */
public enum DecisionRule {
    /** A label: when another label is seen, the decision ends and another begins. */
    LABEL,
    /**
     * A thing that comes and goes, as on a belt: from background to background there is one decision, whose label is the one with most evidence
     * so far and may change.
     */
    ITEM
}

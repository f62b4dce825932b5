package io.vedette.trainer.training;

/** How the learning rate moves from the first step to the last. */
public enum Schedule {
    /** Up in a straight line for the first quarter, then down along a cosine (Smith 2018, arXiv:1803.09820). */
    ONE_CYCLE {
        @Override
        double factor(double progress) {
            if (progress < WARM_UP) {
                return START + (1 - START) * progress / WARM_UP;
            }
            return cosine((progress - WARM_UP) / (1 - WARM_UP));
        }
    },
    /** Down along a cosine from the first step (Loshchilov, Hutter 2017, arXiv:1608.03983). */
    COSINE {
        @Override
        double factor(double progress) {
            return cosine(progress);
        }
    },
    /** The same rate throughout. */
    CONSTANT {
        @Override
        double factor(double progress) {
            return 1;
        }
    };

    private static final double WARM_UP = 0.25;
    private static final double START = 0.04;

    /** The factor on the peak rate at a point of training between 0 and 1. */
    abstract double factor(double progress);

    /** The learning rate of a step. */
    public float rate(long step, long steps, float peak) {
        return (float) (peak * factor((double) step / steps));
    }

    private static double cosine(double progress) {
        return 0.5 * (1 + Math.cos(Math.PI * progress));
    }
}

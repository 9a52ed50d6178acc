package dev.surety.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * Where something stands in a contract, as in {@code errorBudget.windows[2].burnRate}.
 *
 * @param steps from the top of the file; none is the file as a whole
 */
record Place(List<Step> steps) {

    static final Place TOP = new Place(List.of());

    /** One step down. */
    sealed interface Step {

        /** To a key of a map. */
        record Key(String name) implements Step {}

        /** To an entry of a list, from 0. */
        record Entry(int index) implements Step {}
    }

    Place {
        steps = List.copyOf(steps);
    }

    static Place of(String... keys) {
        var place = TOP;
        for (var key : keys) {
            place = place.key(key);
        }
        return place;
    }

    Place key(String name) {
        return down(new Step.Key(name));
    }

    Place entry(int index) {
        return down(new Step.Entry(index));
    }

    private Place down(Step step) {
        var further = new ArrayList<>(steps);
        further.add(step);
        return new Place(further);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var step : steps) {
            switch (step) {
                case Step.Key(var name) -> text.append(text.isEmpty() ? "" : ".").append(name);
                case Step.Entry(var index) -> text.append('[').append(index).append(']');
            }
        }
        return text.toString();
    }
}

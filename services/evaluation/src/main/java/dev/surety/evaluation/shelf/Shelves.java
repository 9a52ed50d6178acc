package dev.surety.evaluation.shelf;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The shelves of this service, one for each kind of thing that it keeps. */
@ApplicationScoped
public class Shelves {

    private final OpenSearchApi openSearch;

    Shelves(@RestClient OpenSearchApi openSearch) {
        this.openSearch = openSearch;
    }

    /**
     * The shelf of an alias.
     *
     * @param index definition of the index behind it, which is created with the first thing kept
     */
    public Shelf of(String alias, JsonTemplate index) {
        return new Shelf(openSearch, alias, index);
    }
}

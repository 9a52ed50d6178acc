package dev.surety.local.leak.stack;

import dev.surety.local.ask.Tokens;
import dev.surety.local.leak.world.Nesting;
import dev.surety.local.leak.world.Principal;
import dev.surety.local.realm.People;
import dev.surety.local.realm.Person;
import dev.surety.local.realm.Realm;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.util.List;

/** People and groups in Keycloak: a token says which groups somebody is in, and one group lies in another by its path only. */
public final class KeycloakDirectory implements Directory {

    private final People people;
    private final Tokens tokens;
    private final Realm realm;

    public KeycloakDirectory(Site site) {
        this.people = new People(site);
        this.tokens = new Tokens(site);
        this.realm = new Realm(site);
    }

    @Override
    public void write(List<Principal> principals, Nesting nesting) throws IOException, InterruptedException {
        people.load(principals.stream().filter(principal -> !principal.service()).map(KeycloakDirectory::person).toList());
    }

    @Override
    public boolean change(Principal principal) throws IOException, InterruptedException {
        people.load(List.of(person(principal)));
        return true;
    }

    /** What a token said is known until the grant that was made of it ends. */
    @Override
    public boolean outdates(Principal before, Principal after) {
        return false;
    }

    @Override
    public String token(Principal principal) throws IOException, InterruptedException {
        return principal.service() ? realm.tokenOf("surety-" + principal.name()) : tokens.of(principal.name());
    }

    private static Person person(Principal principal) {
        return new Person(principal.name(), principal.name() + " Leak", "tries to see what is not theirs", principal.tenant(),
                List.copyOf(principal.groups()), principal.clearance());
    }
}

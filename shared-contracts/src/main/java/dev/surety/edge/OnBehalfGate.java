package dev.surety.edge;

import dev.surety.api.ProblemException;
import dev.surety.request.SuretyHeaders;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a request that names a person where only who sent the token counts: a service would take what it may see itself for what the person may see.
 */
@Singleton
class OnBehalfGate {

    private static final String READ = OnBehalfGate.class.getName();

    /** Comes before {@link #refuse}, and only where the header is read. */
    @ActsForPeople
    @ServerRequestFilter(priority = Priorities.HEADER_DECORATOR)
    public void isRead(ContainerRequestContext request) {
        request.setProperty(READ, true);
    }

    @ServerRequestFilter(priority = Priorities.HEADER_DECORATOR + 1)
    public void refuse(ContainerRequestContext request) {
        if (request.getHeaderString(SuretyHeaders.ON_BEHALF_OF) != null && request.getProperty(READ) == null) {
            throw ProblemException.invalid(
                    SuretyHeaders.ON_BEHALF_OF,
                    "nobody is acted for here: what is asked is answered to whoever sent the token; leave out the header " + SuretyHeaders.ON_BEHALF_OF);
        }
    }
}

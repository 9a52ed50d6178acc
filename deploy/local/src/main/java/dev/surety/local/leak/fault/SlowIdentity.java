package dev.surety.local.leak.fault;

import dev.surety.local.stack.Restart;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;

/** identity-policy answers inference late, then too late: who can't be identified gets nothing. */
final class SlowIdentity implements Fault {

    private static final List<Duration> DELAYS = List.of(Duration.ofMillis(300), Duration.ofSeconds(3), Duration.ZERO);

    @Override
    public String name() {
        return "identity-slow";
    }

    @Override
    public void play(Scene scene) throws IOException, InterruptedException {
        try (var road = Road.slow().leadTo(scene.site().url("identity-policy"))) {
            var detour = new HashMap<>(scene.environment());
            detour.put("SURETY_IDENTITY_URL", road.url());
            Restart.of("inference", detour);
            try {
                for (var delay : DELAYS) {
                    scene.say("identity-policy answers inference %d ms later".formatted(delay.toMillis()));
                    road.delay(delay);
                    // A token that inference has not seen makes it ask.
                    scene.passes().forgetAll();
                    scene.shoot(1.0 / DELAYS.size());
                }
            } finally {
                Restart.of("inference", scene.environment());
            }
            if (road.passed() == 0) {
                throw new IOException("inference never asked identity-policy: the fault tested nothing");
            }
        }
    }
}

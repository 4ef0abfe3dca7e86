package io.recourse.platform.dialect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.recourse.platform.dialect.DialectConfig.Mode;

/** Tells which of the dialects answers a path. */
@Singleton
class DialectSwitch {

    /** What is done with a request. */
    sealed interface Decision {}

    /** It is none of any dialect. */
    record NotADialect() implements Decision {}

    /** It is one of a dialect that is not spoken. */
    record NotSpoken() implements Decision {}

    /**
     * It is one of a dialect that is.
     *
     * @param path below the dialect's prefix, without a slash at the end
     */
    record Spoken(Dialect dialect, String path) implements Decision {}

    private final Function<Dialect, Mode> modes;

    @Inject
    DialectSwitch(DialectConfig config) {
        this(config::mode);
    }

    /**
     * Takes the settings.
     *
     * @throws IllegalStateException for two dialects that are both on and want the same path
     */
    DialectSwitch(Function<Dialect, Mode> modes) {
        this.modes = modes;
        requireNoClash();
    }

    private void requireNoClash() {
        List<Dialect> on = new ArrayList<>();
        for (Dialect dialect : Dialect.values()) {
            if (modes.apply(dialect) != Mode.ON) {
                continue;
            }
            for (Dialect other : on) {
                dialect.roots().stream()
                        .filter(other.roots()::contains)
                        .findFirst()
                        .ifPresent(root -> {
                            throw new IllegalStateException(
                                    "The dialects %s and %s cannot both be on: both want %s. Set one of them to prefixed; its clients find it below %s"
                                            .formatted(other, dialect, root, dialect.prefix()));
                        });
            }
            on.add(dialect);
        }
    }

    /** Whether a dialect is spoken, wherever. */
    boolean speaks(Dialect dialect) {
        return modes.apply(dialect) != Mode.OFF;
    }

    /** What is done with a request to this path. */
    Decision decide(String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (Dialect.isWithin(plain, Dialect.PREFIX)) {
            return Dialect.ofPath(plain)
                    .filter(this::speaks)
                    .<Decision>map(dialect -> new Spoken(dialect, plain))
                    .orElseGet(NotSpoken::new);
        }
        List<Dialect> claiming = Arrays.stream(Dialect.values())
                .filter(dialect -> dialect.claims(plain))
                .toList();
        if (claiming.isEmpty()) {
            return new NotADialect();
        }
        Optional<Dialect> on = claiming.stream()
                .filter(dialect -> modes.apply(dialect) == Mode.ON)
                .findFirst();
        return on.<Decision>map(dialect -> new Spoken(dialect, dialect.prefix() + plain))
                .orElseGet(NotSpoken::new);
    }
}

package io.recourse.identity.account;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.VertxContextSupport;
import io.recourse.identity.event.IdentityEvents;
import io.recourse.identity.password.PasswordHasher;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** Gives a new installation its first admin, once, however many replicas start at the same time. */
@ApplicationScoped
class FirstAdmin {

    private static final Logger LOG = Logger.getLogger(FirstAdmin.class);
    private static final String DEFAULT_USERNAME = "admin";
    private static final String DEFAULT_EMAIL = "admin@recourse.example";
    private static final int RANDOM_BYTES = 15;

    private final FirstAdminConfig config;
    private final Accounts accounts;
    private final Registration registration;
    private final PasswordHasher hasher;
    private final IdentityEvents events;
    private final Validator validator;

    @Inject
    FirstAdmin(
            FirstAdminConfig config,
            Accounts accounts,
            Registration registration,
            PasswordHasher hasher,
            IdentityEvents events,
            Validator validator) {
        this.config = config;
        this.accounts = accounts;
        this.registration = registration;
        this.hasher = hasher;
        this.events = events;
        this.validator = validator;
    }

    void start(@Observes StartupEvent started) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::ensure);
    }

    private Uni<Void> ensure() {
        return Panache.withSession(accounts::haveAdmin)
                .chain(present -> present ? Uni.createFrom().voidItem() : create());
    }

    private Uni<Void> create() {
        RegisterAccount request = request(config.password().orElseGet(FirstAdmin::randomPassword));
        return hasher.hash(request.password())
                .chain(hash -> events.inTransaction(changes -> accounts.lockAdmins()
                        .chain(accounts::haveAdmin)
                        .chain(present -> present
                                ? Uni.createFrom().nullItem()
                                : registration.open(request, hash, null, changes))))
                .invoke(created -> {
                    if (created != null) {
                        announce(request);
                    }
                })
                .replaceWithVoid();
    }

    private RegisterAccount request(String password) {
        RegisterAccount request = new RegisterAccount(
                config.username().orElse(DEFAULT_USERNAME),
                config.email().orElse(DEFAULT_EMAIL),
                password,
                "First",
                "Admin",
                null,
                null,
                Role.ADMIN);
        Set<ConstraintViolation<RegisterAccount>> violations = validator.validate(request);
        if (!violations.isEmpty()) {
            ConstraintViolation<RegisterAccount> first = violations.iterator().next();
            throw new ConfigurationException("RECOURSE_ADMIN_%s %s"
                    .formatted(first.getPropertyPath().toString().toUpperCase(Locale.ROOT), first.getMessage()));
        }
        return request;
    }

    private void announce(RegisterAccount request) {
        if (config.password().isPresent()) {
            LOG.infof("The first admin is %s, with the password of the configuration", request.username());
        } else {
            LOG.warnf(
                    "The first admin is %s with the password %s (shown this once; change it after signing in)",
                    request.username(), request.password());
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

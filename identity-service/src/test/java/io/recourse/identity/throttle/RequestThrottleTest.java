package io.recourse.identity.throttle;

import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.MovableClock;
import io.recourse.identity.Person;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class RequestThrottleTest {

    @Inject
    MovableClock clock;

    @ConfigProperty(name = "recourse.quota.registrations-per-address")
    int quota;

    @Test
    void refusesRegistrationsBeyondTheQuotaOfAnAddress() {
        String address = Person.newAddress();
        for (int i = 0; i < quota; i++) {
            register(null, address).then().statusCode(201);
        }

        Response refused = register(null, address);

        refused.then().statusCode(429).contentType("application/problem+json");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3500, 3601);
        register(null, Person.newAddress()).then().statusCode(201);
        register(Person.admin(), address).then().statusCode(201);
        clock.ahead(Duration.ofMinutes(61), () -> register(null, address).then().statusCode(201));
    }

    @Test
    void countsAnIpv6AddressWithItsNetwork() {
        String network = "2001:db8:" + Person.newName().substring(1).replaceAll("^.*(....)$", "$1") + ":1::";
        for (int i = 0; i < quota; i++) {
            register(null, network + i).then().statusCode(201);
        }

        register(null, network + "abcd").then().statusCode(429);
    }

    @Test
    void doesNotCountTheMachineItself() {
        for (int i = 0; i <= quota; i++) {
            register(null, "127.0.0.1").then().statusCode(201);
        }
    }

    private static Response register(Person by, String address) {
        return Person.json(by)
                .header("X-Forwarded-For", address)
                .body(Person.registration(Person.newName()))
                .post("/api/users");
    }
}

package io.recourse.local.gateway;

import java.util.Optional;

import io.recourse.local.Service;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RoutesTest {
    @ParameterizedTest
    @CsvSource({
        "/api/users, IDENTITY",
        "/api/users/me/sessions, IDENTITY",
        "/api/auth/login, IDENTITY",
        "/.well-known/jwks.json, IDENTITY",
        "/api/complaints, COMPLAINT",
        "/api/complaints/7/images/3, COMPLAINT",
        "/api/reports/last7days, COMPLAINT",
        "/api/reports/slalom, COMPLAINT",
        "/api/reports/sla, ESCALATION",
        "/api/sla, ESCALATION",
        "/api/sla-policies/high, ESCALATION",
        "/api/classify/usage, CLASSIFIER",
        "/login, IDENTITY",
        "/dialects/image-desk/user/role, IDENTITY",
        "/api/tickets/17, COMPLAINT",
        "/dialects/helpdesk/api/tickets/17, COMPLAINT",
        "/api/tickets/classify/, CLASSIFIER",
        "/api/user/17, IDENTITY",
        "/, COMPLAINT",
        "/complaints/7, COMPLAINT",
        "/quality, COMPLAINT",
        "/apiary, COMPLAINT",
    })
    void findsTheServiceOfAPath(String path, Service service) {
        assertEquals(Optional.of(service), Routes.find(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q",
                "/q/health",
                "/api",
                "/api/",
                "/api/usersx",
                "/api/none",
                "/.well-known/other",
                "/docs",
                "/dialects",
                "/dialects/other/api/tickets"
            })
    void findsNoServiceForReservedPaths(String path) {
        assertEquals(Optional.empty(), Routes.find(path));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/complaints, 20971520",
        "POST, /api/complaints/7/images, 20971520",
        "POST, /complain/, 20971520",
        "POST, /dialects/utility-desk/api/services/requests, 20971520",
        "POST, /complain/delete, 1048576",
        "POST, /api/complaints/7/comments, 1048576",
        "PUT, /api/complaints, 1048576",
        "POST, /api/users, 1048576",
    })
    void limitsBodies(String method, String path, long bytes) {
        assertEquals(bytes, Routes.bodyLimit(method, path));
    }
}

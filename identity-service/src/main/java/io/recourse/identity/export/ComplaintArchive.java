package io.recourse.identity.export;

import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Reads a person's complaints at the complaint service, page by page: no more than one page is in memory. */
@ApplicationScoped
class ComplaintArchive {

    private static final int PAGE = 100;

    /** Of one list: more than anybody has, and an end where a service would give cursors for ever. */
    private static final int MOST_PAGES = 1_000;

    private static final int NOT_FOUND = 404;

    private final ComplaintsApi api;

    @Inject
    ComplaintArchive(@RestClient ComplaintsApi api) {
        this.api = api;
    }

    /**
     * The complaints that a person filed, as they see them.
     *
     * @param authorization the header of the person's request
     * @return pages in order; fails with {@link ComplaintsAwayException} when the service does not answer as it should
     */
    Multi<JsonNode> pages(String authorization) {
        return pages(cursor -> api.complaints(authorization, "me", PAGE, cursor));
    }

    /**
     * A list that belongs to a complaint; empty when the complaint has been deleted meanwhile.
     *
     * @param part {@code comments} or {@code history}
     */
    Multi<JsonNode> pages(String authorization, long id, String part) {
        return pages(cursor -> api.part(authorization, id, part, PAGE, cursor)
                .onFailure(ComplaintArchive::isNotFound)
                .recoverWithItem(JsonNodeFactory.instance.objectNode()));
    }

    private static Multi<JsonNode> pages(Function<String, Uni<JsonNode>> fetch) {
        return Multi.createBy()
                .repeating()
                .uni(Position::new, position -> fetch.apply(position.cursor).invoke(position::follow))
                .whilst(page -> page.path("next_cursor").isTextual())
                .select()
                .first(MOST_PAGES)
                .onFailure()
                .transform(ComplaintsAwayException::new);
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() == NOT_FOUND;
    }

    /** Where the reading of a list has come to. */
    private static final class Position {

        private String cursor;

        void follow(JsonNode page) {
            cursor = page.path("next_cursor").textValue();
        }
    }
}

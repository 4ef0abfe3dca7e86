package io.recourse.platform.dialect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Lists as older desks have them: an array, and a header {@code Link} (RFC 8288) for those who want what comes after it. */
public final class BareList {

    private BareList() {}

    /**
     * How many items a list has.
     *
     * @param given the parameter {@code limit}, null when absent: then as many as there may be, {@value Limit#MAXIMUM}
     */
    public static int limit(String given) {
        return given == null ? Limit.MAXIMUM : Limit.parse(given);
    }

    /** A page of the core as an array of what the older desk would show. */
    public static <V, T> RestResponse<List<T>> of(Page<V> page, UriInfo uri, Function<V, T> shown) {
        return of(page.items().stream().map(shown).toList(), uri, "cursor", page.nextCursor());
    }

    /**
     * An array.
     *
     * @param parameter the one that leads on
     * @param next      its value for the list after this one, null for the last
     */
    public static <T> RestResponse<List<T>> of(List<T> items, UriInfo uri, String parameter, String next) {
        ResponseBuilder<List<T>> response = ResponseBuilder.ok(items);
        if (next != null) {
            response.header(HttpHeaders.LINK, "<?" + query(uri, parameter, next) + ">; rel=\"next\"");
        }
        return response.build();
    }

    private static String query(UriInfo uri, String parameter, String value) {
        String present = uri.getRequestUri().getRawQuery();
        Stream<String> others = present == null
                ? Stream.empty()
                : Arrays.stream(present.split("&"))
                        .filter(pair -> !pair.isEmpty() && !pair.startsWith(parameter + "="));
        return Stream.concat(others, Stream.of(parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
    }
}

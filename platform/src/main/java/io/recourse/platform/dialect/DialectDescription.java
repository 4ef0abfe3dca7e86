package io.recourse.platform.dialect;

import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;

/** Describes the dialects that are spoken, where their clients find them, and no others. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class DialectDescription implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
            return;
        }
        Map<String, PathItem> described = new LinkedHashMap<>();
        api.getPaths().getPathItems().forEach((path, item) -> Dialect.ofPath(path)
                .ifPresentOrElse(dialect -> describe(dialect, path, item, described), () -> described.put(path, item)));
        var paths = OASFactory.createPaths();
        described.forEach(paths::addPathItem);
        api.setPaths(paths);
    }

    private static void describe(Dialect dialect, String path, PathItem item, Map<String, PathItem> described) {
        switch (mode(dialect)) {
            case OFF -> {}
            case PREFIXED -> described.put(path, item);
            case ON -> {
                String plain = path.substring(dialect.prefix().length());
                described.putIfAbsent(dialect.claims(plain) ? plain : path, item);
            }
        }
    }

    private static DialectConfig.Mode mode(Dialect dialect) {
        return ConfigProvider.getConfig()
                .getOptionalValue("recourse.dialects." + dialect, DialectConfig.Mode.class)
                .orElse(DialectConfig.Mode.OFF);
    }
}

package io.recourse.complaint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recourse.platform.problem.InvalidInputException;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * A form of multipart/form-data: text fields, read by the rules of the JSON request, and images.
 *
 * @param fields the text fields as a JSON object
 * @param images the uploaded files, which live as long as the request
 */
public record ComplaintForm(ObjectNode fields, List<Path> images) {

    /** Names of the parts that are images. */
    private static final Set<String> IMAGES = Set.of("images", "image");

    private static final Set<String> NUMBERS = Set.of("service_type_id", "parent_id");

    /**
     * Reads a form.
     *
     * @throws InvalidInputException (400) for a file where there should be text, or the other way round, and for a field
     *                               that comes twice
     */
    static ComplaintForm read(MultipartFormDataInput form, ObjectMapper mapper) {
        return read(form, mapper, (name, value) -> IMAGES.contains(name));
    }

    /** Reads a form of which every file is an image, whatever the name of its part. */
    public static ComplaintForm readWithAnyFiles(MultipartFormDataInput form, ObjectMapper mapper) {
        return read(form, mapper, (name, value) -> value.isFileItem());
    }

    private static ComplaintForm read(
            MultipartFormDataInput form, ObjectMapper mapper, BiPredicate<String, FormValue> isImage) {
        ObjectNode fields = mapper.createObjectNode();
        List<Path> images = new ArrayList<>();
        for (Map.Entry<String, Collection<FormValue>> part : form.getValues().entrySet()) {
            if (part.getKey() == null || part.getKey().isBlank()) {
                throw new InvalidInputException("body", "has a part without a name");
            }
            for (FormValue value : part.getValue()) {
                if (isImage.test(part.getKey(), value)) {
                    images.add(image(part.getKey(), value));
                } else {
                    addField(fields, part.getKey(), value);
                }
            }
        }
        return new ComplaintForm(fields, images);
    }

    private static Path image(String name, FormValue value) {
        if (!value.isFileItem() || value.getFileItem().isInMemory()) {
            throw new InvalidInputException(name, "must be a file");
        }
        return value.getFileItem().getFile();
    }

    private static void addField(ObjectNode fields, String name, FormValue value) {
        if (value.isFileItem()) {
            throw new InvalidInputException(name, "must not be a file; images go into the parts named images");
        }
        if (fields.has(name)) {
            throw new InvalidInputException(name, "must be given once");
        }
        String text = value.getValue();
        if (NUMBERS.contains(name) && text.matches("[0-9]{1,18}")) {
            fields.put(name, Long.parseLong(text));
        } else {
            fields.put(name, text);
        }
    }
}

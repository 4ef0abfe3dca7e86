package io.recourse.platform.json;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What native executables know of the types of JSON. The build finds those that a resource names as its parameter or
 * result; those that the code alone reads or writes have to be annotated, or the executable fails where a JVM does not.
 */
public final class NativeJson {

    private NativeJson() {}

    /**
     * Whether a record can be read and written in a native executable too. For assertions, which the tests are run with,
     * where a type goes to the mapper past the resources.
     */
    public static boolean knows(Class<?> type) {
        return !type.isRecord() || type.isAnnotationPresent(RegisterForReflection.class);
    }

    /** What is wrong when it is not {@linkplain #knows(Class) known}. */
    public static String unknown(Class<?> type) {
        return type.getName() + " is JSON for the code alone: it wants @RegisterForReflection";
    }
}

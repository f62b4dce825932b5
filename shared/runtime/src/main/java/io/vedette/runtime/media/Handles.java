package io.vedette.runtime.media;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Which Java object a callback from native code is for.
 *
 * <p>Only a handful of native functions stand ready for each kind of callback, so one serves all objects of a kind, and tells
 * them apart by the pointer that comes along.
 */
final class Handles<T> {
    private final Map<Long, T> objects = new ConcurrentHashMap<>();

    /** A pointer that stands for {@code object} until it is released. */
    Pointer register(T object) {
        LongPointer handle = new LongPointer(1);
        objects.put(handle.address(), object);
        return handle;
    }

    @Nullable
    T find(@Nullable Pointer handle) {
        return handle == null ? null : objects.get(handle.address());
    }

    void release(Pointer handle) {
        objects.remove(handle.address());
        handle.close();
    }
}

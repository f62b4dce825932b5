package io.vedette.trainer.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Damaged copies of a file, the same ones for the same seed.
 *
 * <p>Most of a network's file is numbers that may be any, so most damage is done where its structure is likely to lie: near names, and in
 * words that would be places in the file.
 */
public final class FileDamage {
    private static final int WORD = Integer.BYTES;
    private static final int LETTERS_OF_A_NAME = 8;
    private static final int NEAR = 32;
    private static final int EDGE = 16;
    private static final List<Integer> EXTREMES = List.of(
            0,
            1,
            -1,
            7,
            1 << 8,
            1 << 15,
            1 << 16,
            1 << 26,
            1 << 27,
            1 << 30,
            Integer.MAX_VALUE,
            Integer.MIN_VALUE,
            Integer.MAX_VALUE - 3);

    private final byte[] whole;
    private final ByteOrder order;
    private final Random random;
    private final int[] structure;

    /**
     * @param whole the file without damage, not written to
     * @param order of the bytes of its words
     */
    public FileDamage(byte[] whole, ByteOrder order, long seed) {
        this.whole = whole;
        this.order = order;
        this.random = new Random(seed);
        this.structure = structure();
    }

    private int[] structure() {
        boolean[] isNearName = new boolean[whole.length];
        int letters = 0;
        for (int i = 0; i < whole.length; i++) {
            letters = isLetter(whole[i]) ? letters + 1 : 0;
            if (letters >= LETTERS_OF_A_NAME) {
                Arrays.fill(isNearName, Math.max(0, i - NEAR), Math.min(whole.length, i + NEAR), true);
            }
        }
        ByteBuffer words = ByteBuffer.wrap(whole).order(order);
        for (int i = 0; i + WORD <= whole.length; i += WORD) {
            int word = words.getInt(i);
            if (word != 0 && Math.abs((long) word) < whole.length) {
                Arrays.fill(isNearName, i, i + WORD, true);
            }
        }
        return IntStream.range(0, whole.length).filter(i -> isNearName[i]).toArray();
    }

    private static boolean isLetter(byte letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' || letter == '/';
    }

    /** So many copies with each kind of damage, and those cut off within the first and last few bytes. */
    public Stream<DamagedFile> each(int count) {
        return Stream.of(
                        cut(count), flipped(count), overwritten(count), exchanged(count), shifted(count), filled(count))
                .flatMap(damaged -> damaged);
    }

    /** Cut off at each place of the edges, and at so many places equally far apart. */
    public Stream<DamagedFile> cut(int count) {
        int edge = Math.min(EDGE, whole.length);
        IntStream ends = IntStream.concat(
                IntStream.concat(IntStream.range(0, edge), IntStream.range(whole.length - edge, whole.length)),
                IntStream.range(0, count).map(i -> (int) ((long) whole.length * i / count)));
        return ends.mapToObj(end -> new DamagedFile("cut off after " + end + " bytes", Arrays.copyOf(whole, end)));
    }

    /** One to eight bits turned over. */
    public Stream<DamagedFile> flipped(int count) {
        return copies(count, copy -> {
            List<String> bits = new ArrayList<>();
            int flips = 1 + random.nextInt(8);
            for (int flip = 0; flip < flips; flip++) {
                int place = place();
                int bit = random.nextInt(Byte.SIZE);
                copy[place] ^= (byte) (1 << bit);
                bits.add(place + "." + bit);
            }
            return "bits turned over: " + bits;
        });
    }

    /** A word that may be a length or a place, or the bytes of one, replaced by an extreme number. */
    public Stream<DamagedFile> overwritten(int count) {
        return copies(count, copy -> {
            int anywhere = Math.min(place(), copy.length - WORD);
            int place = random.nextInt(4) == 0 ? anywhere : anywhere / WORD * WORD;
            int number = random.nextInt(3) == 0
                    ? random.nextInt(2 * whole.length) - whole.length / 2
                    : EXTREMES.get(random.nextInt(EXTREMES.size()));
            ByteBuffer.wrap(copy).order(order).putInt(place, number);
            return "word " + number + " at byte " + place;
        });
    }

    /** Two words exchanged, so that one part of the file takes the place of another. */
    public Stream<DamagedFile> exchanged(int count) {
        return copies(count, copy -> {
            ByteBuffer words = ByteBuffer.wrap(copy).order(order);
            int first = Math.min(place(), copy.length - WORD) / WORD * WORD;
            int second = Math.min(place(), copy.length - WORD) / WORD * WORD;
            int word = words.getInt(first);
            words.putInt(first, words.getInt(second)).putInt(second, word);
            return "words exchanged at bytes " + first + " and " + second;
        });
    }

    /** A few bytes taken out or put in, so that all behind them lies elsewhere. */
    public Stream<DamagedFile> shifted(int count) {
        return Stream.generate(() -> {
                    int place = place();
                    int length = 1 + random.nextInt(Math.min(16, whole.length - place));
                    boolean isLonger = random.nextBoolean();
                    byte[] shifted = new byte[whole.length + (isLonger ? length : -length)];
                    System.arraycopy(whole, 0, shifted, 0, place);
                    int from = isLonger ? place : place + length;
                    System.arraycopy(whole, from, shifted, from + shifted.length - whole.length, whole.length - from);
                    return new DamagedFile(
                            length + (isLonger ? " bytes put in" : " bytes taken out") + " at byte " + place, shifted);
                })
                .limit(count);
    }

    /** A stretch of one byte over and over. */
    public Stream<DamagedFile> filled(int count) {
        return copies(count, copy -> {
            int place = place();
            int end = Math.min(copy.length, place + 1 + random.nextInt(64));
            byte filling =
                    List.of((byte) 0, (byte) 0x7f, (byte) 0x80, (byte) 0xff).get(random.nextInt(4));
            Arrays.fill(copy, place, end, filling);
            return "bytes " + place + " to " + end + " filled with " + filling;
        });
    }

    private Stream<DamagedFile> copies(int count, Damage damage) {
        return Stream.generate(() -> {
                    byte[] copy = whole.clone();
                    return new DamagedFile(damage.doTo(copy), copy);
                })
                .limit(count);
    }

    /** Does damage and says which. */
    private interface Damage {
        String doTo(byte[] copy);
    }

    private int place() {
        return random.nextInt(5) == 0 || structure.length == 0
                ? random.nextInt(whole.length)
                : structure[random.nextInt(structure.length)];
    }
}

package io.coral.ports;

/**
 * How busy a store is at this moment. Knowing it costs nothing, unlike {@link StoreStatus}.
 *
 * @param places questions that are answered at one time
 * @param inUse those that are being answered
 * @param waiting questions that wait for a place
 */
public record StoreLoad(int places, int inUse, int waiting) {}

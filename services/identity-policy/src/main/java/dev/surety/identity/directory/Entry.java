package dev.surety.identity.directory;

/**
 * What the directory says about somebody.
 *
 * @param epoch    of the tenant's entitlements; what is said may be newer, never older; 0 when the directory holds nothing of the tenant
 * @param standing of the person
 */
public record Entry(long epoch, Standing standing) {}

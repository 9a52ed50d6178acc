/**
 * SCIM 2.0 (RFC 7643, RFC 7644): how a company's own directory keeps ours current. Start reading at {@code UserResource}; JSON, filters and patches are read by
 * the UnboundID SCIM 2 SDK.
 */
@NullMarked
package dev.surety.identity.scim;

import org.jspecify.annotations.NullMarked;

/** Speaks to a running stack as its users do: a token, a question, a suite run. */
package dev.surety.local.ask;

/**
 * The stack's real servers as Quarkus test resources: started on free ports when a test class first asks for them, shared by all test
 * classes of the JVM, stopped at its end. Their data lie below {@code target/real-servers} of the module under test, their logs too.
 *
 * <pre>
 * &#64;QuarkusTest
 * &#64;QuarkusTestResource(RealKafka.class)
 * &#64;QuarkusTestResource(value = RealPostgres.class, initArgs = &#64;ResourceArg(name = "schema", value = "inference"))
 * class AnswerOutboxTest {
 * </pre>
 */
@NullMarked
package dev.surety.local.testing;

import org.jspecify.annotations.NullMarked;

/** Whether a contract adds up, said before anything runs. */
package dev.surety.local.contract;

"""Reading aloud with the machine's own speech engine, in a process of its own."""

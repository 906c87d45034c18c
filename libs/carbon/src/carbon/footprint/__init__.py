"""Product carbon footprints as PACT v3 exchanges them: model, reading, writing, rules, validity."""

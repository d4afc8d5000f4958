"""Live checks: landmarks in, readings out, and at the end an assessment like any other."""

"""From a prepared track to the numbers of an assessment: shots, repetitions, the whole clip, findings."""

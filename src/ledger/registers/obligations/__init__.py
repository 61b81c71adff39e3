"""What falls due of obligations: warnings, escalations, breaches; recorded once each."""

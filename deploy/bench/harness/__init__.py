"""What deploy/bench/run is made of."""

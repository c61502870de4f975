"""Maps of our own drawing: areas as cells around the points of the units that they are made of. No borders are known here, and none are claimed."""

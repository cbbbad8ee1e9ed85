"""How fast the line is beside its peers and beside the floor that no renderer can go below."""

"""Pages of publication: proposals and their check, the register, the rules."""

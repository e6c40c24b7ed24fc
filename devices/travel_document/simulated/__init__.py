"""A travel document made of software: a state that issues it, its files, its chip, its troubles."""

"""The tests of Foyer: mirrors of the modules, contracts of the devices, stories of citizens."""

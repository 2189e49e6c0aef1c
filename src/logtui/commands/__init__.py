"""One headless command a module: ``configure(parser)`` names its options, ``run(args)`` does it."""

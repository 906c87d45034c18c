"""The same inventories by other code: rules written anew, in exact fractions, from the facts alone.

Nothing here imports the carbon library nor another part of the service (a contract of import-linter
holds it to that); all that is common are the messages of the contracts. A fault in a conversion, a
choice of source or a formula would have to be made twice, in the same way, to stay unseen.
"""

"""Why a figure is what it is: the tree from an inventory to the documents it rests on."""

"""How is the model made? Data, training, packaging and scores of the language pipeline in `extract/model`.

Nothing here is needed to run Threadline. PyTorch and transformers are imported inside functions only, so that the
modules which read, clean and score data work with the runtime's own dependencies.
"""

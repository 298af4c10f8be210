"""Flatteners: real converters, each mode an adapter of a few lines, in one table."""

from girml.synth.flatteners.flattener import Flattener, FlattenerError
from girml.synth.flatteners.flattening import flatten
from girml.synth.flatteners.libraries import LIBRARIES
from girml.synth.flatteners.office import OFFICE
from girml.synth.flatteners.paper import PAPER
from girml.synth.flatteners.scans import SCANS
from girml.synth.flatteners.terminal import TERMINAL

FLATTENERS = (*LIBRARIES, *TERMINAL, *OFFICE, *PAPER, *SCANS)

__all__ = ["FLATTENERS", "Flattener", "FlattenerError", "flatten"]

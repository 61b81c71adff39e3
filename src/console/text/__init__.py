"""The words the console shows, in Chinese and in English."""

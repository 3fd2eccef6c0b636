# What somebody in danger should know.

import DeskCommands

Program.prepare()
await Program.run()

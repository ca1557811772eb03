console.log("lab", process.version, process.argv.slice(2))
